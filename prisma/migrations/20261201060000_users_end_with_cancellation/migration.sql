-- What an owner declared of a machine's users ends with its registration as well: docs/decisions/0074.
DROP TRIGGER machine_users_end ON machine;
CREATE TRIGGER machine_users_end AFTER UPDATE OF "ownerId", status ON machine FOR EACH ROW
  WHEN (OLD."ownerId" IS DISTINCT FROM NEW."ownerId" OR (NEW.status = 'CANCELLED' AND OLD.status <> 'CANCELLED'))
  EXECUTE FUNCTION end_machine_users();

-- Of machines that were cancelled before, by the day of the cancellation; an older register's is not known.
UPDATE machine_user u SET "untilDay" = ended.day
FROM (
  SELECT c."machineId", max((c."decidedAt" AT TIME ZONE 'Asia/Shanghai')::date) AS day
  FROM change c JOIN machine m ON m.id = c."machineId"
  WHERE c.type = 'CANCELLATION' AND c.status = 'DONE' AND m.status = 'CANCELLED'
  GROUP BY c."machineId"
) ended
WHERE u."machineId" = ended."machineId" AND u."fromDay" <= ended.day AND (u."untilDay" IS NULL OR u."untilDay" > ended.day);
