import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button, Checkbox, Form, Input, Radio, Select } from 'antd'
import Link from 'next/link'
import { useMay } from '@/components/shell/actor-context'
import { FormDialog } from '@/components/ui/form-dialog'
import { formatCount } from '@/lib/core/format-count'
import { PURPOSE_LABELS, PURPOSES } from '@/lib/features/disclosure/schema'
import { startExportMutation } from '@/lib/features/export/api'
import type { StartExport } from '@/lib/features/export/schema'
import type { MachineSearchParams } from '@/lib/features/machine/api/search'
import {
  MACHINE_COLUMN_LABELS,
  MACHINE_COLUMNS,
  type MachineColumnKey,
} from '@/lib/features/machine/schema/columns'
import type { MachineSearchPage } from '@/lib/features/machine/schema/search'
import styles from './export-dialog.module.css'

type Props = {
  question: MachineSearchParams
  total: NonNullable<MachineSearchPage['total']>
  /** Columns shown on the page. */
  columns: readonly MachineColumnKey[]
  onClose: () => void
}
type Fields = Omit<StartExport, 'search'>

const FORMATS = [
  { value: 'XLSX', label: 'Excel 工作簿 (.xlsx)' },
  { value: 'CSV', label: '文字表格 (.csv)' },
]
/** A review looks at one filing, not at a list. */
const EXPORT_PURPOSES = PURPOSES.filter((each) => each !== 'REVIEW').map((value) => ({
  value,
  label: PURPOSE_LABELS[value],
}))
const ALL_COLUMNS = MACHINE_COLUMNS.map((value) => ({ value, label: MACHINE_COLUMN_LABELS[value] }))

/** Options of an export. The file is written in the background. */
export function ExportDialog({ question, total, columns, onClose }: Props) {
  const start = useMutation(startExportMutation)
  const { message } = App.useApp()
  const may = useMay()

  async function submit({ purposeText, ...fields }: Fields) {
    await start.mutateAsync({ ...fields, purposeText: purposeText?.trim() || undefined, search: question })
    message.success({
      duration: 8,
      content: (
        <>
          已开始导出，完成后可在<Link href="/exports">我的导出</Link>下载
        </>
      ),
    })
  }

  return (
    <FormDialog<Fields>
      title="导出查询结果"
      okText="开始导出"
      width={620}
      initialValues={{ format: 'XLSX', columns: [...columns], personal: false }}
      onClose={onClose}
      onSubmit={submit}
    >
      {(form) => (
        <div className={styles.form}>
          <p className={styles.total}>
            将导出当前查询到的<strong>{totalText(total)}</strong>，顺序与页面相同。
          </p>
          <Form.Item name="format" label="格式">
            <Radio.Group options={FORMATS} />
          </Form.Item>
          <Form.Item
            name="columns"
            label="导出的列"
            rules={[{ required: true, type: 'array', message: '请至少选择一列' }]}
            extra={
              <span className={styles.quick}>
                <Button size="small" onClick={() => form.setFieldsValue({ columns: [...MACHINE_COLUMNS] })}>
                  全选
                </Button>
                <Button size="small" onClick={() => form.setFieldsValue({ columns: [...columns] })}>
                  与页面相同
                </Button>
              </span>
            }
          >
            <Checkbox.Group className={styles.columns} options={ALL_COLUMNS} />
          </Form.Item>
          {may('machine.exportPersonal') && <PersonalField />}
        </div>
      )}
    </FormDialog>
  )
}

/** Includes the owners' phones and ID numbers, with a warning. */
function PersonalField() {
  const personal = Form.useWatch('personal')
  return (
    <>
      <Form.Item name="personal" valuePropName="checked" noStyle>
        <Checkbox>包含所有者电话和证件号码</Checkbox>
      </Form.Item>
      {personal && <PurposeFields />}
      {personal && (
        <Alert
          type="warning"
          showIcon
          style={{ marginTop: 8 }}
          title="文件将含有完整的个人信息"
          description="谁在何时导出、下载，涉及多少台机械，都会留痕。请只用于履行职责，用后及时删除，不要转发。"
        />
      )}
    </>
  )
}

/** What the personal columns are needed for; recorded with the export. */
function PurposeFields() {
  const purpose = Form.useWatch('purpose')
  return (
    <div style={{ marginTop: 8 }}>
      <Form.Item name="purpose" label="用于" rules={[{ required: true, message: '请选择目的' }]}>
        <Select
          options={EXPORT_PURPOSES}
          placeholder="选择目的，会与导出一起记录"
          style={{ maxWidth: 320 }}
        />
      </Form.Item>
      <Form.Item
        name="purposeText"
        label="目的说明"
        rules={[{ required: purpose === 'OTHER', min: 4, message: '请说明目的，至少 4 个字' }]}
      >
        <Input maxLength={100} placeholder="如文号、事由；不要写证件号码和电话" />
      </Form.Item>
    </div>
  )
}

function totalText({ value, relation }: Props['total']): string {
  const figure = formatCount(value)
  return relation === 'eq' ? ` ${figure} 台机械` : `全部机械（多于 ${figure} 台）`
}
