-- The owner is told that the account has another password: docs/decisions/0063.

-- AlterEnum
ALTER TYPE "NoticeKind" ADD VALUE 'PASSWORD_CHANGED';
