import { NextSlot } from '@/components/home/next-slot'
import { OwnerHomePage } from '@/components/home/owner-home-page'
import { UnreadSlot } from '@/components/notice/unread-slot'
import { RoleSlot } from '@/components/role/role-slot'
import { WechatSlot } from '@/components/wechat/wechat-slot'

export default function HomePage() {
  const badges = {
    '/m/notices': <UnreadSlot />,
    '/m/filings/new': <RoleSlot needs="FILE" />,
    '/m/batch': <RoleSlot needs="FILE" />,
  }
  return <OwnerHomePage badges={badges} next={<NextSlot />} tools={<WechatSlot />} />
}
