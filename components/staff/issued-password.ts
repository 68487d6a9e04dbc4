import type { StaffDto } from '@/lib/features/staff/schema/staff'

/** A member of staff with a newly generated password. */
export type IssuedPassword = { staff: StaffDto; password: string }
