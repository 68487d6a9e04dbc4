'use client'

import { FilePdfOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button, Space } from 'antd'
import { monthlyPrintUrl, monthlyReportUrl } from '@/lib/features/report/api/monthly'

/** The ways to a month's report, each in a window of its own: the figures stay where they are. */
export function MonthlyLink({ area, month }: { area?: string; month: string }) {
  const asked = { area, month }
  const name = `${Number(month.slice(5))} 月月报`
  return (
    <Space.Compact>
      <Button icon={<PrinterOutlined aria-hidden />} href={monthlyPrintUrl(asked)} target="_blank">
        打印 {name}
      </Button>
      <Button icon={<FilePdfOutlined aria-hidden />} href={monthlyReportUrl(asked)} target="_blank">
        PDF
      </Button>
    </Space.Compact>
  )
}
