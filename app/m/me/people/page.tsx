import type { Metadata } from 'next'
import { PeoplePage } from '@/components/member/people-page'

export const metadata: Metadata = { title: '单位人员' }

export default function OwnerPeoplePage() {
  return <PeoplePage />
}
