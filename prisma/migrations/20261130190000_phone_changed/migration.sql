-- The phone of an account is changed, by its owner or at a counter: docs/decisions/0064.

-- AlterEnum
ALTER TYPE "CodePurpose" ADD VALUE 'CHANGE_PHONE';
ALTER TYPE "CodePurpose" ADD VALUE 'NEW_PHONE';

-- AlterEnum
ALTER TYPE "NoticeKind" ADD VALUE 'PHONE_CHANGED';
