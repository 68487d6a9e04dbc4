'use client'

import { FilePdfOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button, Space } from 'antd'
import { monthlyPrintUrl, monthlyReportUrl } from '@/lib/features/report/api/monthly'

/** The ways to a month's report, each in a window of its own: the figures stay where they are. */
export function MonthlyLink({ area, month }: { area?: string; month: string }) {
  return (
    <Space.Compact>
      <Button icon={<FilePdfOutlined />} href={monthlyReportUrl({ area, month })} target="_blank">
        月报 PDF
      </Button>
      <Button icon={<PrinterOutlined />} href={monthlyPrintUrl({ area, month })} target="_blank">
        打印月报
      </Button>
    </Space.Compact>
  )
}
