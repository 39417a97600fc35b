-- 抽取的第二次计算: the database draws again by the same rule, with SM3 and with weights.
-- pgcrypto is among PostgreSQL's own extensions and trusted: the owner of the database may create it.
CREATE EXTENSION IF NOT EXISTS pgcrypto SCHEMA public;

-- −log₂ of a ticket (SPEC §8.4), in whole numbers: 2^64 · −log₂(1 − t/2^256), truncated as the definition says.
CREATE FUNCTION draw_exponent(ticket bytea) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  two64 CONSTANT numeric := 18446744073709551616;
  two127 CONSTANT numeric := 170141183460469231731687303715884105728;
  two128 CONSTANT numeric := 340282366920938463463374607431768211456;
  t numeric := 0;
  x numeric;
  power numeric := two128 * two128;
  e integer := 256;
  m numeric;
  f numeric := 0;
BEGIN
  FOR i IN 0..31 LOOP t := t * 256 + get_byte(ticket, i); END LOOP;
  x := power - t;
  WHILE power > x LOOP power := div(power, 2); e := e - 1; END LOOP;
  m := CASE WHEN e >= 127 THEN div(x, div(power, two127)) ELSE x * div(two127, power) END;
  FOR i IN 1..64 LOOP
    m := div(m * m, two127);
    f := f * 2;
    IF m >= two128 THEN
      m := div(m, 2);
      f := f + 1;
    END IF;
  END LOOP;
  RETURN 256 * two64 - (e * two64 + f);
END $$;
COMMENT ON FUNCTION draw_exponent(bytea) IS '抽签号的指数（规范 §8.4）：大权重抽取时数据库一侧的计算，与程序各算一遍';
