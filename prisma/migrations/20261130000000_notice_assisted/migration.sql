-- AlterEnum
ALTER TYPE "NoticeKind" ADD VALUE 'ASSISTED';
