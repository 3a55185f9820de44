# The schema of the rule files, for editors.
schemadir = $(datadir)/lode
dist_schema_DATA = rules/schema.json

# The packs, a folder each.
packdir = $(datadir)/lode
nobase_dist_pack_DATA = \
	rules/common/contact.yaml \
	rules/common/currencies.yaml \
	rules/common/currency_codes.tsv \
	rules/common/units.yaml \
	rules/en/calendar.yaml \
	rules/en/contact.yaml \
	rules/en/currencies.tsv \
	rules/en/date.yaml \
	rules/en/fact_agreement.yaml \
	rules/en/fact_change.yaml \
	rules/en/fact_equivalence.yaml \
	rules/en/fact_funding.yaml \
	rules/en/fact_issuance.yaml \
	rules/en/fact_position.yaml \
	rules/en/fact_words.yaml \
	rules/en/money.yaml \
	rules/en/numbers.yaml \
	rules/en/organization.yaml \
	rules/en/organizations.tsv \
	rules/en/pack.yaml \
	rules/en/percent.yaml \
	rules/en/quantity.yaml \
	rules/en/sentences.yaml \
	rules/vi/addresses.tsv \
	rules/vi/agreed_papers.tsv \
	rules/vi/aid_organizations.tsv \
	rules/vi/calendar.yaml \
	rules/vi/class_words.tsv \
	rules/vi/completions.tsv \
	rules/vi/contact.yaml \
	rules/vi/countries.tsv \
	rules/vi/currencies.tsv \
	rules/vi/date.yaml \
	rules/vi/deeds.tsv \
	rules/vi/districts.tsv \
	rules/vi/document.yaml \
	rules/vi/english_words.tsv \
	rules/vi/fact_agreement.yaml \
	rules/vi/fact_change.yaml \
	rules/vi/fact_equivalence.yaml \
	rules/vi/fact_funding.yaml \
	rules/vi/fact_issuance.yaml \
	rules/vi/fact_position.yaml \
	rules/vi/fact_words.yaml \
	rules/vi/fields_of_work.tsv \
	rules/vi/foreign_given_names.tsv \
	rules/vi/function_words.tsv \
	rules/vi/funding_kinds.tsv \
	rules/vi/funding_modifiers.tsv \
	rules/vi/given_names.tsv \
	rules/vi/homonym_districts.tsv \
	rules/vi/known_persons.tsv \
	rules/vi/laws.tsv \
	rules/vi/location.yaml \
	rules/vi/media_names.tsv \
	rules/vi/middle_names.tsv \
	rules/vi/money.yaml \
	rules/vi/numbers.yaml \
	rules/vi/organization.yaml \
	rules/vi/organization_public.yaml \
	rules/vi/organization_society.yaml \
	rules/vi/organizations.tsv \
	rules/vi/pack.yaml \
	rules/vi/percent.yaml \
	rules/vi/person.yaml \
	rules/vi/places.tsv \
	rules/vi/places.yaml \
	rules/vi/police_tasks.tsv \
	rules/vi/predicates.tsv \
	rules/vi/provinces.tsv \
	rules/vi/quantity.yaml \
	rules/vi/second_syllables.tsv \
	rules/vi/sentences.yaml \
	rules/vi/small_terms.tsv \
	rules/vi/titles.tsv \
	rules/vi/titles_of_bodies.tsv \
	rules/vi/verbal_terms.tsv
