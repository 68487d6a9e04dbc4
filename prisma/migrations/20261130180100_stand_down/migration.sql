-- Not used in this file: a value that was added cannot be used before its transaction has ended.
ALTER TYPE "PendingActKind" ADD VALUE 'DISABLE_STAFF';
