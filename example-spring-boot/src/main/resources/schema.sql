create table orders (number bigint generated always as identity primary key, item varchar, quantity int, email varchar);
create table activity (at timestamp with time zone, what varchar, session varchar, user_agent varchar);
