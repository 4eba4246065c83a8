CREATE TABLE attribute (
	release_id INTEGER NOT NULL, 
	service_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	taxonomy_term_id TEXT NOT NULL, 
	CONSTRAINT pk_attribute PRIMARY KEY (release_id, service_id, position), 
	CONSTRAINT fk_attribute_release_id_service_id FOREIGN KEY(release_id, service_id) REFERENCES service (release_id, id) ON DELETE CASCADE
);
CREATE TABLE expression (
	release_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	language TEXT NOT NULL, 
	label TEXT NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_expression PRIMARY KEY (release_id, position), 
	CONSTRAINT fk_expression_release_id FOREIGN KEY(release_id) REFERENCES release (id) ON DELETE CASCADE
);
CREATE TABLE hotline (
	release_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	urgent TEXT NOT NULL, 
	name TEXT NOT NULL, 
	phone TEXT NOT NULL, 
	sms TEXT NOT NULL, 
	website TEXT NOT NULL, 
	hours TEXT NOT NULL, 
	purpose TEXT NOT NULL, 
	source_url TEXT NOT NULL, 
	source_date TEXT NOT NULL, 
	languages JSON NOT NULL, 
	purposes JSON NOT NULL, 
	cells JSON NOT NULL, 
	CONSTRAINT pk_hotline PRIMARY KEY (release_id, position), 
	CONSTRAINT fk_hotline_release_id FOREIGN KEY(release_id) REFERENCES release (id) ON DELETE CASCADE
);
CREATE TABLE language (
	release_id INTEGER NOT NULL, 
	service_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	CONSTRAINT pk_language PRIMARY KEY (release_id, service_id, position), 
	CONSTRAINT fk_language_release_id_service_id FOREIGN KEY(release_id, service_id) REFERENCES service (release_id, id) ON DELETE CASCADE
);
CREATE TABLE listing_report (
	service_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	count INTEGER NOT NULL, 
	since DATE NOT NULL, 
	latest DATE NOT NULL, 
	CONSTRAINT pk_listing_report PRIMARY KEY (service_id, kind)
);
CREATE TABLE live_release (
	id INTEGER NOT NULL, 
	release_id INTEGER NOT NULL, 
	CONSTRAINT pk_live_release PRIMARY KEY (id), 
	CONSTRAINT ck_live_release_single CHECK (id = 1), 
	CONSTRAINT fk_live_release_release_id FOREIGN KEY(release_id) REFERENCES release (id)
);
CREATE TABLE location (
	release_id INTEGER NOT NULL, 
	service_id TEXT NOT NULL, 
	address_1 TEXT NOT NULL, 
	city TEXT NOT NULL, 
	state_province TEXT NOT NULL, 
	postal_code TEXT NOT NULL, 
	visibility TEXT NOT NULL, 
	latitude DOUBLE, 
	longitude DOUBLE, 
	CONSTRAINT pk_location PRIMARY KEY (release_id, service_id), 
	CONSTRAINT fk_location_release_id_service_id FOREIGN KEY(release_id, service_id) REFERENCES service (release_id, id) ON DELETE CASCADE
);
CREATE TABLE missing_need (
	need_id TEXT NOT NULL, 
	count INTEGER NOT NULL, 
	since DATE NOT NULL, 
	latest DATE NOT NULL, 
	CONSTRAINT pk_missing_need PRIMARY KEY (need_id)
);
CREATE TABLE organization (
	release_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	CONSTRAINT pk_organization PRIMARY KEY (release_id, position), 
	CONSTRAINT fk_organization_release_id FOREIGN KEY(release_id) REFERENCES release (id) ON DELETE CASCADE
);
CREATE TABLE partner (
	release_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	cells JSON NOT NULL, 
	CONSTRAINT pk_partner PRIMARY KEY (release_id, position), 
	CONSTRAINT fk_partner_release_id FOREIGN KEY(release_id) REFERENCES release (id) ON DELETE CASCADE
);
CREATE TABLE phone (
	release_id INTEGER NOT NULL, 
	service_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	extension TEXT NOT NULL, 
	type TEXT NOT NULL, 
	CONSTRAINT pk_phone PRIMARY KEY (release_id, service_id, position), 
	CONSTRAINT fk_phone_release_id_service_id FOREIGN KEY(release_id, service_id) REFERENCES service (release_id, id) ON DELETE CASCADE
);
CREATE TABLE phrase (
	release_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	language TEXT NOT NULL, 
	label TEXT NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_phrase PRIMARY KEY (release_id, position), 
	CONSTRAINT fk_phrase_release_id FOREIGN KEY(release_id) REFERENCES release (id) ON DELETE CASCADE
);
CREATE TABLE private_phrase (
	release_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	language TEXT NOT NULL, 
	label TEXT NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_private_phrase PRIMARY KEY (release_id, position), 
	CONSTRAINT fk_private_phrase_release_id FOREIGN KEY(release_id) REFERENCES release (id) ON DELETE CASCADE
);
CREATE TABLE release (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	digest VARCHAR(64) NOT NULL, 
	published_at DATETIME NOT NULL, 
	name TEXT NOT NULL, 
	city TEXT NOT NULL, 
	country TEXT NOT NULL, 
	state TEXT NOT NULL, 
	time_zone TEXT NOT NULL, 
	phone_region TEXT NOT NULL, 
	categories JSON NOT NULL
, learnt BLOB, counties JSON, neighborhoods JSON);
CREATE TABLE service (
	release_id INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	organization_position INTEGER NOT NULL, 
	status TEXT NOT NULL, 
	name TEXT NOT NULL, 
	description TEXT NOT NULL, 
	email TEXT NOT NULL, 
	url TEXT NOT NULL, 
	schedule TEXT NOT NULL, 
	interpretation_services TEXT NOT NULL, 
	eligibility_description TEXT NOT NULL, 
	fees_description TEXT NOT NULL, 
	required_document TEXT NOT NULL, 
	application_process TEXT NOT NULL, 
	status_rule TEXT NOT NULL, 
	service_area TEXT NOT NULL, 
	accessibility TEXT NOT NULL, 
	alert TEXT NOT NULL, 
	alert_until DATE, 
	assured_date DATE, 
	assured_by TEXT NOT NULL, 
	source_date TEXT NOT NULL, 
	confidence TEXT NOT NULL, 
	editor_note TEXT NOT NULL, 
	source_urls JSON NOT NULL, 
	cells JSON NOT NULL, 
	CONSTRAINT pk_service PRIMARY KEY (release_id, id), 
	CONSTRAINT fk_service_release_id_organization_position FOREIGN KEY(release_id, organization_position) REFERENCES organization (release_id, position) ON DELETE CASCADE, 
	CONSTRAINT fk_service_release_id FOREIGN KEY(release_id) REFERENCES release (id) ON DELETE CASCADE
);
CREATE TABLE staff_month (
	id INTEGER NOT NULL, 
	month VARCHAR(7) NOT NULL, 
	CONSTRAINT pk_staff_month PRIMARY KEY (id), 
	CONSTRAINT ck_staff_month_single CHECK (id = 1)
);
CREATE TABLE taxonomy_term (
	release_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	description TEXT NOT NULL, 
	labels JSON NOT NULL, 
	cells JSON NOT NULL, 
	CONSTRAINT pk_taxonomy_term PRIMARY KEY (release_id, position), 
	CONSTRAINT fk_taxonomy_term_release_id FOREIGN KEY(release_id) REFERENCES release (id) ON DELETE CASCADE
);
CREATE TABLE translation (
	release_id INTEGER NOT NULL, 
	service_id TEXT NOT NULL, 
	language TEXT NOT NULL, 
	field TEXT NOT NULL, 
	text TEXT NOT NULL, 
	review TEXT NOT NULL, 
	CONSTRAINT pk_translation PRIMARY KEY (release_id, service_id, language, field), 
	CONSTRAINT fk_translation_release_id_service_id FOREIGN KEY(release_id, service_id) REFERENCES service (release_id, id) ON DELETE CASCADE
);
CREATE TABLE urgent_phrase (
	release_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	language TEXT NOT NULL, 
	label TEXT NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_urgent_phrase PRIMARY KEY (release_id, position), 
	CONSTRAINT fk_urgent_phrase_release_id FOREIGN KEY(release_id) REFERENCES release (id) ON DELETE CASCADE
);
CREATE TABLE usage_language (
	window_id INTEGER NOT NULL, 
	need_id TEXT NOT NULL, 
	language TEXT NOT NULL, 
	count INTEGER NOT NULL, 
	CONSTRAINT pk_usage_language PRIMARY KEY (window_id, need_id, language), 
	CONSTRAINT fk_usage_language_window_id FOREIGN KEY(window_id) REFERENCES usage_window (id) ON DELETE CASCADE
);
CREATE TABLE usage_need (
	window_id INTEGER NOT NULL, 
	need_id TEXT NOT NULL, 
	matched BOOLEAN NOT NULL, 
	count INTEGER NOT NULL, 
	CONSTRAINT pk_usage_need PRIMARY KEY (window_id, need_id, matched), 
	CONSTRAINT fk_usage_need_window_id FOREIGN KEY(window_id) REFERENCES usage_window (id) ON DELETE CASCADE
);
CREATE TABLE usage_partner (
	window_id INTEGER NOT NULL, 
	partner_code TEXT NOT NULL, 
	count INTEGER NOT NULL, 
	CONSTRAINT pk_usage_partner PRIMARY KEY (window_id, partner_code), 
	CONSTRAINT fk_usage_partner_window_id FOREIGN KEY(window_id) REFERENCES usage_window (id) ON DELETE CASCADE
);
CREATE TABLE usage_window (
	id INTEGER NOT NULL, 
	since DATE NOT NULL, 
	until DATE NOT NULL, 
	CONSTRAINT pk_usage_window PRIMARY KEY (id)
);
CREATE TABLE zip_center (
	release_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	postal_code TEXT NOT NULL, 
	region TEXT NOT NULL, 
	source TEXT NOT NULL, 
	latitude DOUBLE, 
	longitude DOUBLE, 
	CONSTRAINT pk_zip_center PRIMARY KEY (release_id, position), 
	CONSTRAINT fk_zip_center_release_id FOREIGN KEY(release_id) REFERENCES release (id) ON DELETE CASCADE
);
