create table if not exists tea (
  slug varchar primary key, name varchar not null, kind varchar not null, origin varchar not null,
  summary varchar not null, story varchar not null, cents int not null, celsius int not null, minutes int not null,
  views bigint default 0 not null
);
create table if not exists review (
  number bigint generated always as identity primary key,
  tea varchar not null references tea, author varchar not null, stars int not null, text varchar not null,
  published boolean default false not null, at timestamp with time zone default current_timestamp not null,
  unique (tea, author, text)
);
create table if not exists orders (
  number bigint generated always as identity primary key, form_key uuid not null unique,
  item varchar not null, quantity int not null, email varchar not null, customer varchar,
  at timestamp with time zone default current_timestamp not null
);
create table if not exists customer (name varchar primary key, email varchar not null, password varchar not null);
create table if not exists session (
  token_hash varchar primary key, customer varchar not null references customer, expires timestamp with time zone not null
);
create table if not exists activity (
  at timestamp with time zone default current_timestamp not null,
  what varchar not null, who varchar not null, user_agent varchar not null, request varchar not null
);
create table if not exists ended_task (
  at timestamp with time zone default current_timestamp not null,
  name varchar not null, surface varchar not null, scope varchar not null,
  waited_micros bigint not null, ran_micros bigint not null, ended varchar not null, error varchar not null
);
