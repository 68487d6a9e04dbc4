-- Not used in this file: a value that was added cannot be used before its transaction has ended.
ALTER TYPE "StaffRole" ADD VALUE 'SECURITY_ADMINISTRATOR';
ALTER TYPE "StaffRole" ADD VALUE 'AUDIT_ADMINISTRATOR';
