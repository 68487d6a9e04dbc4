import type { Metadata } from 'next'
import { StaffPage } from '@/components/staff/staff-page'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '人员' }

export default async function AdminStaff() {
  await requirePageActor('staff.manage')
  return <StaffPage />
}
