import { FlagFilled, FlagOutlined } from '@ant-design/icons'
import { Button, Tooltip } from 'antd'

type Props = { label: string; marked: boolean; onMark: () => void }

/** Marks a field or photo for correction where it stands, or takes the mark away. */
export function MarkButton({ label, marked, onMark }: Props) {
  return (
    <Tooltip title={marked ? '取消标记' : '标记为需要修改'}>
      <Button
        type="text"
        size="small"
        danger={marked}
        aria-pressed={marked}
        aria-label={`标记${label}需要修改`}
        icon={marked ? <FlagFilled /> : <FlagOutlined />}
        onClick={onMark}
      />
    </Tooltip>
  )
}
