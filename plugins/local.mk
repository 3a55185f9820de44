include plugins/csv/local.mk
include plugins/date/local.mk
include plugins/jsonl/local.mk
include plugins/jsonlines/local.mk
include plugins/money/local.mk
include plugins/organization/local.mk
include plugins/table/local.mk
include plugins/text/local.mk
