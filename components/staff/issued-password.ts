import type { StaffDto } from '@/lib/features/staff/schema/staff'

/** A member of staff with a newly generated password, and when it ends unless it is changed. */
export type IssuedPassword = { staff: StaffDto; password: string; expiresAt: string }
