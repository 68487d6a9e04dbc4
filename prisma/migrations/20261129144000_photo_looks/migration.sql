-- Whether text lies level is a figure of its own; photos that were looked at before are looked at once more.
ALTER TABLE photo_look ADD COLUMN "textLevel" real;

UPDATE photo p SET "lookDueAt" = now(), "lookTries" = 0
FROM photo_look l
WHERE l.sha256 = p.sha256 AND NOT l.unreadable AND p."lookDueAt" IS NULL;

-- Copies of plates are told from the next machine's plate by a closer look.
ALTER TABLE photo_likeness ADD COLUMN detail real;
