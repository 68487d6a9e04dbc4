import type { Metadata } from 'next'
import { ChangesPage } from '@/components/change/owner/changes-page'

export const metadata: Metadata = { title: '信息变更' }

export default function OwnerChangesPage() {
  return <ChangesPage />
}
