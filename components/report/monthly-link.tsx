'use client'

import { FilePdfOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button, Space } from 'antd'
import { monthlyPrintUrl, monthlyReportUrl } from '@/lib/features/report/api/monthly'

/** Links to print or download a month's report, each in a new window. */
export function MonthlyLink({ area, month }: { area?: string; month: string }) {
  const query = { area, month }
  const name = `${Number(month.slice(5))} 月月报`
  return (
    <Space.Compact>
      <Button icon={<PrinterOutlined aria-hidden />} href={monthlyPrintUrl(query)} target="_blank">
        打印 {name}
      </Button>
      <Button icon={<FilePdfOutlined aria-hidden />} href={monthlyReportUrl(query)} target="_blank">
        PDF
      </Button>
    </Space.Compact>
  )
}
