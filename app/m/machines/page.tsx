import type { Metadata } from 'next'
import { MachinesPage } from '@/components/machine/owner-machines-page'

export const metadata: Metadata = { title: '我的机械' }

export default function OwnerMachinesPage() {
  return <MachinesPage />
}
