# The schema of the rule files, for editors.
schemadir = $(datadir)/lode
dist_schema_DATA = rules/schema.json
