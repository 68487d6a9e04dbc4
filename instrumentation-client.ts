import { giveNewerBuiltIns } from '@/lib/client/newer-built-ins'

// Next runs this file before the page comes alive.
giveNewerBuiltIns()
