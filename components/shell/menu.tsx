import {
  AuditOutlined,
  BankOutlined,
  BarChartOutlined,
  BellOutlined,
  BookOutlined,
  DownloadOutlined,
  FileSearchOutlined,
  HomeOutlined,
  IdcardOutlined,
  NumberOutlined,
  OrderedListOutlined,
  SearchOutlined,
  SettingOutlined,
  ShopOutlined,
  SwapOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { StaffAction } from '@/lib/core/access'

export type MenuItem = {
  href: string
  label: string
  action: StaffAction
  icon?: ReactNode
  /** Slug of the queue whose count is shown after the label. */
  queue?: string
}
export type MenuGroup = { label: string; items: readonly MenuItem[] }

/** All pages of the console, in the order of a working day; the access table decides which an officer sees. */
export const MENU: readonly MenuGroup[] = [
  {
    label: '',
    items: [
      { href: '/', label: '工作台', action: 'console.use', icon: <HomeOutlined aria-hidden /> },
      { href: '/watch', label: '提醒', action: 'watch.use', icon: <BellOutlined aria-hidden /> },
      { href: '/confirmations', label: '待我确认', action: 'act.confirm', queue: 'confirmations' },
    ],
  },
  {
    label: '登记审核',
    items: [
      {
        href: '/queues/pending',
        label: '待审核',
        action: 'filing.read',
        queue: 'pending',
        icon: <FileSearchOutlined aria-hidden />,
      },
      { href: '/queues/mine', label: '我正在审核', action: 'filing.review', queue: 'mine' },
      { href: '/queues/in-review', label: '审核中', action: 'filing.read', queue: 'in-review' },
      { href: '/queues/overdue', label: '已超期', action: 'filing.read', queue: 'overdue' },
      { href: '/queues/duplicates', label: '疑似重复', action: 'filing.read', queue: 'duplicates' },
      { href: '/queues/second-look', label: '抽查复核', action: 'look.do', queue: 'second-look' },
      { href: '/queues/returned', label: '退回重填', action: 'filing.read', queue: 'returned' },
      { href: '/queues/approved', label: '审核通过', action: 'filing.read', queue: 'approved' },
      { href: '/queues/declined', label: '不予登记', action: 'filing.read', queue: 'declined' },
      { href: '/reviewers', label: '审核分工', action: 'filing.balance' },
    ],
  },
  {
    label: '登记之后',
    items: [
      {
        href: '/machines',
        label: '机械查询',
        action: 'machine.read',
        icon: <SearchOutlined aria-hidden />,
      },
      {
        href: '/reports',
        label: '数据统计',
        action: 'report.read',
        icon: <BarChartOutlined aria-hidden />,
      },
      { href: '/second-looks', label: '抽查情况', action: 'look.read' },
      {
        href: '/exports',
        label: '我的导出',
        action: 'machine.export',
        icon: <DownloadOutlined aria-hidden />,
      },
      {
        href: '/changes',
        label: '信息变更',
        action: 'change.read',
        queue: 'changes',
        icon: <SwapOutlined aria-hidden />,
      },
      { href: '/holders', label: '待核对机主', action: 'holder.manage', queue: 'holders' },
    ],
  },
  {
    label: '领取窗口',
    items: [
      { href: '/counter', label: '号码领取', action: 'pickup.read', icon: <ShopOutlined aria-hidden /> },
      { href: '/counter/waiting', label: '待领取名单', action: 'pickup.read' },
      { href: '/identity', label: '核验身份', action: 'account.prove' },
      { href: '/counter/assisted', label: '窗口代办', action: 'filing.assist' },
      { href: '/successions', label: '凭证明过户', action: 'succession.file', queue: 'successions' },
      { href: '/disputes', label: '号码申诉', action: 'dispute.decide', queue: 'disputes' },
      { href: '/corrections', label: '更正申请', action: 'correction.answer', queue: 'corrections' },
    ],
  },
  {
    label: '管理',
    items: [
      { href: '/admin/staff', label: '人员', action: 'staff.manage', icon: <TeamOutlined aria-hidden /> },
      { href: '/admin/bureaus', label: '机构', action: 'bureau.manage', icon: <BankOutlined aria-hidden /> },
      { href: '/admin/series', label: '号段', action: 'series.read', icon: <NumberOutlined aria-hidden /> },
      {
        href: '/admin/catalogue',
        label: '机械目录',
        action: 'catalogue.read',
        icon: <BookOutlined aria-hidden />,
      },
      {
        href: '/admin/lists',
        label: '选项列表',
        action: 'setting.manage',
        icon: <OrderedListOutlined aria-hidden />,
      },
      {
        href: '/admin/rules',
        label: '规则',
        action: 'setting.manage',
        icon: <SettingOutlined aria-hidden />,
      },
      {
        href: '/admin/security-rules',
        label: '安全规则',
        action: 'security.manage',
        icon: <SettingOutlined aria-hidden />,
      },
      { href: '/admin/retention', label: '保存期限', action: 'retention.manage' },
      { href: '/audit', label: '操作记录', action: 'audit.read', icon: <AuditOutlined aria-hidden /> },
    ],
  },
  {
    label: '我的',
    items: [{ href: '/me', label: '我的账号', action: 'console.use', icon: <IdcardOutlined aria-hidden /> }],
  },
]

/** Menu item that a path belongs to: the longest `href` that is a prefix of it. */
export function currentHref(pathname: string): string | null {
  const hrefs = MENU.flatMap((group) => group.items.map((item) => item.href))
  const matching = hrefs.filter(
    (href) => pathname === href || (href !== '/' && pathname.startsWith(`${href}/`)),
  )
  return matching.sort((a, b) => b.length - a.length)[0] ?? null
}
