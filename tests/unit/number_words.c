/* SPDX-License-Identifier: MIT */
#include "number_words.h"

#include <stddef.h>

const words vietnamese[] = {
    {LODE_NUMBER_UNIT, "không=0 một=1 hai=2 ba=3 bốn=4 sáu=6 bảy=7 bẩy=7 tám=8 chín=9 mười=10"},
    {LODE_NUMBER_UNIT_LEADING, "năm=5"},
    {LODE_NUMBER_UNIT_FOLLOWING, "mốt=1 tư=4 lăm=5 nhăm=5"},
    {LODE_NUMBER_SCALE_ALONE, "trăm=100"},
    {LODE_NUMBER_SCALE, "mươi=10 chục=10 nghìn=1000 ngàn=1000 vạn=10000 triệu=1000000 tỷ=1000000000 tỉ=1000000000"},
    {LODE_NUMBER_SUFFIX, "k=1000 K=1000 tr=1000000 M=1000000 G=1000000000"},
    {LODE_NUMBER_JOINER, "lẻ linh"},
    {LODE_NUMBER_HALF, "rưỡi nửa"},
    {LODE_NUMBER_POINT, "phẩy chấm"},
    {LODE_NUMBER_MINUS, "- − âm"},
    {0, NULL}};

const words english[] = {
    {LODE_NUMBER_UNIT,
     "zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 "
     "fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 "
     "sixty=60 seventy=70 eighty=80 ninety=90"},
    {LODE_NUMBER_SCALE, "hundred=100 thousand=1000 million=1000000 billion=1000000000 trillion=1000000000000 dozen=12"},
    {LODE_NUMBER_SUFFIX, "k=1000 m=1000000 bn=1000000000"},
    {LODE_NUMBER_JOINER, "and"},
    {LODE_NUMBER_HALF, "half"},
    {LODE_NUMBER_POINT, "point"},
    {LODE_NUMBER_MINUS, "- − minus"},
    {LODE_NUMBER_ARTICLE, "a"},
    {0, NULL}};

const words french[] = {{LODE_NUMBER_UNIT,
                         "zéro=0 un=1 une=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 "
                         "seize=16 dix-sept=17 vingt=20 trente=30 soixante=60 soixante_et_onze=71 quatre-vingts=80 "
                         "quatre-vingt=80 quatre-vingt-dix=90"},
                        {LODE_NUMBER_SCALE_ALONE, "cent=100 mille=1000"},
                        {LODE_NUMBER_SCALE, "cents=100 million=1000000 millions=1000000 milliard=1000000000"},
                        {LODE_NUMBER_JOINER, "et -"},
                        {LODE_NUMBER_HALF, "demi demie"},
                        {LODE_NUMBER_POINT, "virgule"},
                        {LODE_NUMBER_MINUS, "- − moins"},
                        {0, NULL}};
