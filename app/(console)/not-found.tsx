import { Empty } from '@/components/ui/states'

export default function ConsoleNotFound() {
  return <Empty title="没有找到" hint="地址可能有误，或者内容不在您的管辖范围内。" />
}
