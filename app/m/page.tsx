import { HomePage } from '@/components/mobile/home-page'
import { UnreadSlot } from '@/components/notice/unread-slot'

export default function OwnerHomePage() {
  return <HomePage badges={{ '/m/notices': <UnreadSlot /> }} />
}
