import type { Metadata } from 'next'
import { UnitsPage } from '@/components/member/units-page'

export const metadata: Metadata = { title: '我的单位' }

export default function OwnerUnitsPage() {
  return <UnitsPage />
}
