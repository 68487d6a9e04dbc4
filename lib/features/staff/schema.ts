import type { StaffRole } from '@/lib/core/actor'

export const ROLE_LABELS: Record<StaffRole, string> = {
  REVIEWER: '审核',
  COUNTER: '窗口',
  SUPERVISOR: '主管',
  ADMINISTRATOR: '管理员',
}
