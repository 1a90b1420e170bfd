alter table audit add column flow text;
