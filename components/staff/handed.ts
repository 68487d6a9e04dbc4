import type { StaffDto } from '@/lib/features/staff/schema'

/** Somebody with the password just made for them. */
export type Handed = { staff: StaffDto; password: string }
