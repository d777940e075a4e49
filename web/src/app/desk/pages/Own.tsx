export { MePage as Me } from "@/features/identity/own/desk/MePage";
export { NoticesPage as Notices } from "@/features/notice/notice/desk/NoticesPage";
