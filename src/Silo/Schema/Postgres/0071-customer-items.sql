-- What hangs on a customer: payments, routes, packages, alerts, contracts. The customer's grain alone writes it. sort_at:
-- a payment's time, else when it was made. amount_micro: millionths, exact. operation and ordinal: what made it, once.
CREATE TABLE portal_customer_items (
  customer text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL,
  sort_at bigint NOT NULL,
  operation text COLLATE "C" NOT NULL,
  ordinal integer NOT NULL,
  amount_micro bigint NULL,
  currency text COLLATE "C" NULL,
  status text NULL,
  search text NOT NULL,
  version bigint NOT NULL,
  body text NOT NULL,
  PRIMARY KEY (customer, kind, id)
);
CREATE UNIQUE INDEX portal_customer_items_once ON portal_customer_items (customer, operation, kind, ordinal);
CREATE INDEX portal_customer_items_order ON portal_customer_items (customer, kind, sort_at, id);
CREATE INDEX portal_customer_items_balance ON portal_customer_items (customer, currency, amount_micro) WHERE kind = 'payment' AND status = 'completed';
