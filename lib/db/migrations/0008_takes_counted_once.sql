-- All limits of an ask or an attempt in one step and one round trip, and many of them together. What
-- lib/limits/memory-store.ts does, on the table rate_limits and by the server's clock. One scope (a tenant) is decided one
-- after the other, so a transaction holds no row that another one waits for in another order.
--
-- A take has a key, and stands under it for ten minutes: sent again it is answered and not counted again, and it is given
-- back once.
--
-- The takes of a scope are on the disk before they are answered: a crash forgets no count.
create or replace function rekey_limits(commands jsonb) returns jsonb language plpgsql as $$
declare
  clock bigint;
  lock_key integer;
  command jsonb;
  step jsonb;
  entry record;
  names text[];
  counts integer[];
  befores bigint[];
  place integer;
  mark integer;
  taken boolean;
  repeated boolean;
  counted integer;
  ends bigint;
  lines jsonb;
  answers jsonb := '[]';
begin
  for lock_key in
    select distinct hashtext(value ->> 'scope') from jsonb_array_elements(commands) order by 1
  loop
    perform pg_advisory_xact_lock(731058, lock_key);
  end loop;
  clock := (extract(epoch from clock_timestamp()) * 1000)::bigint;

  for command in select value from jsonb_array_elements(commands) loop
    mark := 0;
    taken := false;
    lines := '[]';
    if command ->> 'op' = 'refund' then
      delete from rate_limits where key = 'take:' || (command ->> 'id') and expire > clock returning points into mark;
      -- Instances of an earlier version send no key.
      if found or command ->> 'id' is null then
        for entry in
          select case when "perCode" then key || ':' || mark else key end as name, expire, before
          from jsonb_to_recordset(command -> 'rows') as r(key text, "perCode" boolean, expire bigint, before bigint)
        loop
          update rate_limits known set points = known.points - 1,
            expire = case when known.expire = entry.expire and entry.before > 0 then entry.before else known.expire end
          where known.key = entry.name and known.points > 0 and known.expire > clock;
        end loop;
        if command -> 'mark' <> 'null' then
          update rate_limits set points = coalesce((command -> 'mark' ->> 'was')::integer, mark)
          where key = command -> 'mark' ->> 'key' and points = (command -> 'mark' ->> 'is')::integer and expire > clock;
        end if;
      end if;
      mark := 0;
    else
      select points into mark from rate_limits where key = 'take:' || (command ->> 'id') and expire > clock;
      repeated := found;
      if not repeated then
        select points into mark from rate_limits where key = command ->> 'markKey' and expire > clock;
      end if;
      mark := coalesce(mark, 0);
      names := '{}';
      counts := '{}';
      befores := '{}';
      taken := command ->> 'mode' <> 'peek';
      for step in select value from jsonb_array_elements(command -> 'steps') loop
        names := names || (step ->> 'key' || case when (step ->> 'perCode')::boolean then ':' || mark else '' end);
        select points, expire into counted, ends from rate_limits where key = names[array_length(names, 1)] and expire > clock;
        counts := counts || coalesce(counted, 0);
        befores := befores || case when counted > 0 then ends else 0::bigint end;
        if command ->> 'mode' = 'take' and not repeated and coalesce(counted, 0) >= (step ->> 'most')::integer then taken := false; end if;
      end loop;
      place := 0;
      for step in select value from jsonb_array_elements(command -> 'steps') loop
        place := place + 1;
        counted := counts[place];
        ends := befores[place];
        if taken and not repeated then
          counted := counted + 1;
          if (step ->> 'renews')::boolean or ends = 0 then ends := clock + (step ->> 'ms')::bigint; end if;
          insert into rate_limits (key, points, expire) values (names[place], counted, ends)
          on conflict (key) do update set points = excluded.points, expire = excluded.expire;
        end if;
        lines := lines || jsonb_build_array(
          jsonb_build_array(names[place], counted, greatest(ends - clock, 0), ends,
            case when repeated then 0 else befores[place] end));
      end loop;
      if taken and not repeated and command -> 'issues' <> 'null' then
        insert into rate_limits (key, points, expire)
        values (command ->> 'markKey', (command ->> 'issues')::integer, clock + 86400000)
        on conflict (key) do update set points = excluded.points, expire = excluded.expire;
      end if;
      if taken and not repeated and command ->> 'id' is not null then
        insert into rate_limits (key, points, expire) values ('take:' || (command ->> 'id'), mark, clock + 600000)
        on conflict (key) do update set points = excluded.points, expire = excluded.expire;
      end if;
    end if;
    answers := answers || jsonb_build_array(jsonb_build_object('taken', taken, 'mark', mark, 'rows', lines));
  end loop;
  return answers;
end $$;
