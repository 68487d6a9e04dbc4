import { HomePage } from '@/components/home/owner-home-page'
import { UnreadSlot } from '@/components/notice/unread-slot'

export default function OwnerHomePage() {
  return <HomePage badges={{ '/m/notices': <UnreadSlot /> }} />
}
