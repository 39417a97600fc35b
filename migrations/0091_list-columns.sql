-- 栏目: which columns of a list of the desk a person wants to see, and in which order.

CREATE TABLE list_columns (
  bureau_id integer NOT NULL REFERENCES bureau,
  staff_id text NOT NULL,
  list text NOT NULL CHECK (list ~ '^/api/[a-z/-]{1,80}$'),
  columns text[] NOT NULL,
  set_at timestamptz NOT NULL,
  PRIMARY KEY (bureau_id, staff_id, list)
);
COMMENT ON TABLE list_columns IS '栏目：每人每个列表所看的栏目和次序；空表示列表自己的栏目';
SELECT protect('list_columns', 'SELECT, INSERT, UPDATE');
