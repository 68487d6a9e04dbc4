import type { ListColumn } from '@/components/ui/list-table/list-column'
import { chinaMinute, DAY_MS } from '@/lib/core/clock'
import type { Pickup } from '@/lib/features/pickup/schema'

const minute = (at: string | null) => (at ? chinaMinute(new Date(at)) : '—')

/** Days since the approval, so that what lies long stands out. */
function waitedDays(row: Pickup): string {
  const days = Math.floor((Date.now() - Date.parse(row.createdAt)) / DAY_MS)
  return days < 1 ? '今天' : `${days} 天`
}

function plain(
  key: string,
  title: string,
  text: (row: Pickup) => string | null,
  width?: number,
): ListColumn<Pickup> {
  return { key, title, width, text, render: (row) => text(row) ?? '—' }
}

export function pickupColumns(waiting: boolean): ListColumn<Pickup>[] {
  const number = plain('number', '登记号码', (row) => row.registrationNumber, 116)
  const machine = [
    plain('category', '机械类别', (row) => row.machine.categoryName, 96),
    plain('model', '型号', (row) => row.machine.model, 120),
    plain('serial', '出厂编号／号牌', (row) => row.machine.plate ?? row.machine.serial, 150),
    plain('owner', '所有者', (row) => row.owner.name),
    plain('district', '登记区县', (row) => row.districtName, 124),
  ]
  if (waiting) {
    const approved = plain('createdAt', '审核通过', (row) => minute(row.createdAt), 146)
    return [number, approved, plain('waited', '已等待', waitedDays, 72), ...machine]
  }
  return [
    number,
    plain('collectedAt', '领取时间', (row) => minute(row.collectedAt), 146),
    plain('collector', '领取人', (row) => row.collector?.name ?? null, 110),
    plain('clerk', '经办人', (row) => row.collector?.handedOverBy ?? null, 84),
    ...machine,
  ]
}
