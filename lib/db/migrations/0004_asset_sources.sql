alter table assets add column source text;
--> statement-breakpoint
create index assets_source on assets (source) where source is not null;
