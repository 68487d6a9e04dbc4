-- Filings from before the numbers get theirs. Rows are locked against other writers only, and only these.
UPDATE filing SET number = filing_number(nextval('filing_number_seq'::regclass)) WHERE number IS NULL;
