import { formatMinute } from '@/components/ui/format-minute'
import { type ListColumn, textColumn } from '@/components/ui/list-table/list-column'
import { DAY_MS } from '@/lib/core/clock'
import type { Pickup } from '@/lib/features/pickup/schema'

/** Days since the approval. */
function waitedDays(row: Pickup): string {
  const days = Math.floor((Date.now() - Date.parse(row.createdAt)) / DAY_MS)
  return days < 1 ? '今天' : `已等待 ${days} 天`
}

function remindedText({ reminders, reachable }: Pickup): string | null {
  if (!reachable) return '无手机，须电话联系'
  return reminders === 0 ? null : `已提醒 ${reminders} 次`
}

const column = textColumn<Pickup>

export function pickupColumns(waiting: boolean): ListColumn<Pickup>[] {
  const number = {
    ...column('number', '登记号码', (row) => row.registrationNumber, 116),
    narrow: 104,
    unbroken: true,
  }
  const machine = [
    column('category', '机械类别', (row) => row.machine.categoryName, 96),
    column('model', '型号', (row) => row.machine.model, 120),
    {
      ...column('serial', '出厂编号／号牌', (row) => row.machine.plate ?? row.machine.serial, 150),
      narrow: 150,
      unbroken: true,
    },
    column('owner', '所有者', (row) => row.owner.name),
    column('district', '登记区县', (row) => row.districtName, 124),
  ]
  if (waiting) {
    const approved = column('createdAt', '审核通过', (row) => formatMinute(row.createdAt), 146)
    return [
      number,
      approved,
      column('waited', '等待', waitedDays, 104),
      column('reminded', '提醒', remindedText, 84),
      ...machine,
    ]
  }
  return [
    number,
    column('collectedAt', '领取时间', (row) => formatMinute(row.collectedAt), 146),
    column('collector', '领取人', (row) => row.collector?.name ?? null, 110),
    column('clerk', '经办人', (row) => row.collector?.handedOverBy ?? null, 84),
    ...machine,
  ]
}
