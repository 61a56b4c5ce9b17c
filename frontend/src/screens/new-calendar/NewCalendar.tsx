export default function NewCalendar() {
  return null
}
