# Writes a table of made-up names (key, a tab, a number):  awk -f table.awk -v entries=N
function random(below) { seed = (seed * 16807) % 2147483647; return seed % below }
BEGIN {
    seed = 20201013
    split("An Bình Châu Dương Đông Gia Hà Hải Hòa Hùng Khánh Lâm Linh Long Mai Minh Nam Nghi Ngọc Phong Phú Quang Sơn Tân Thái Thanh Thịnh Trà Trung Vân Vĩnh Xuân", part, " ")
    for (size = 1; size in part; size++);
    size--
    print "name\tcode"
    while (made < entries) {
        name = part[1 + random(size)] " " part[1 + random(size)] " " part[1 + random(size)] " " part[1 + random(size)]
        if (!(name in seen)) { seen[name] = 1; print name "\t" ++made }
    }
}
