import { NotAllowed } from '@/components/ui/states'

export default function ConsoleForbidden() {
  return <NotAllowed />
}
