-- AlterEnum
ALTER TYPE "NoticeKind" ADD VALUE 'FILED_FOR_YOU';
