import { FlagFilled, FlagOutlined } from '@ant-design/icons'
import { FactToolButton } from './fact-tool'

type Props = { label: string; marked: boolean; onMark: () => void }

/** Marks a field or photo for correction where it stands, or takes the mark away. */
export function MarkButton({ label, marked, onMark }: Props) {
  return (
    <FactToolButton
      tool="mark"
      label={`标记${label}需要修改`}
      title={marked ? '取消标记 (X)' : '标记为需要修改 (X)'}
      icon={marked ? <FlagFilled /> : <FlagOutlined />}
      pressed={marked}
      onPress={onMark}
    />
  )
}
