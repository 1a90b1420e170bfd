-- For instances of the first release. All limits of one attempt in one step, by rekey_take. A step that refuses undoes
-- those before it that aren't kept; the time that is left is the longest of all that are full, so that the next attempt then
-- passes.
create function rekey_take_in_order(mark_key text, keys text[], per_code boolean[], kept boolean[],
  durations bigint[], mosts integer[], renew boolean[])
returns table (mark integer, refused integer, "left" bigint) language plpgsql as $$
declare
  clock bigint := (extract(epoch from clock_timestamp()) * 1000)::bigint;
  got record;
begin
  "left" := 0;
  select points into mark from rate_limits where key = mark_key and expire > clock;
  mark := coalesce(mark, 0);
  for step in 1 .. array_length(keys, 1) loop
    if per_code[step] then keys[step] := keys[step] || ':' || mark; end if;
    if refused is null then
      select * into got from rekey_take(keys[step], durations[step], mosts[step], renew[step]);
      continue when got.points <= mosts[step];
      refused := step;
      "left" := got."left";
      perform rekey_give_back(array(select keys[i] from generate_series(1, step - 1) i where not kept[i] order by i));
    else
      select greatest("left", expire - clock) into "left" from
        (select max(expire) as expire from rate_limits
         where key = keys[step] and points >= mosts[step] and expire > clock) as full_one;
    end if;
  end loop;
  return next;
end $$;
--> statement-breakpoint
create function rekey_give_back(keys text[]) returns void language plpgsql as $$
declare
  clock bigint := (extract(epoch from clock_timestamp()) * 1000)::bigint;
begin
  perform set_config('synchronous_commit', 'off', true);
  -- One after the other: rows are locked in the order of rekey_take_in_order.
  for i in 1 .. coalesce(array_length(keys, 1), 0) loop
    update rate_limits set points = greatest(points - 1, 0) where key = keys[i] and expire > clock;
  end loop;
end $$;
