import { NextSlot } from '@/components/home/next-slot'
import { OwnerHomePage } from '@/components/home/owner-home-page'
import { UnreadSlot } from '@/components/notice/unread-slot'

export default function HomePage() {
  return <OwnerHomePage badges={{ '/m/notices': <UnreadSlot /> }} next={<NextSlot />} />
}
