//! The rooms behind the command line: init, serve, demo, law, admin, backup, restore, and the wiring that they share.
//! It holds no rule, no SQL and no page.

pub mod admin;
pub mod backup;
pub mod demo;
pub mod init;
pub mod law;
mod messages;
pub mod serve;
pub mod subject;
pub mod wiring;

use chrono::NaiveDate;
use clap::Subcommand;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Where a body keeps its data.
#[derive(Debug, clap::Args, Clone)]
pub struct Place {
    /// 数据目录。
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// 数据库地址（postgres://…）；不写则使用数据目录中的 SQLite。
    #[arg(long, value_name = "URL", env = "MINGJIAN_DATABASE")]
    pub database: Option<String>,
    /// 密钥文件；不写则为数据目录旁的“目录名.key”。
    #[arg(long, value_name = "FILE")]
    pub key_file: Option<PathBuf>,
}

/// How a body sends messages to its people.
#[derive(Debug, clap::Args, Clone, Default)]
pub struct Sending {
    /// 消息目录：每条提醒写成一个文件，由单位的短信或者即时通信网关取走；不写则不发送消息。
    #[arg(long, value_name = "DIR")]
    pub messages: Option<PathBuf>,
    /// 提醒里写的网址，即工作人员打开本系统的地址；不写则用监听地址。
    #[arg(long, value_name = "URL", requires = "messages")]
    pub site: Option<String>,
}

/// What can be asked of law packs.
#[derive(Debug, Subcommand)]
pub enum LawCommand {
    /// 检查规则包：引用、时限、程序的全部状态。
    Check {
        /// 规则包所在目录；不写则检查内置规则包。
        folder: Option<PathBuf>,
    },
    /// 计算一条期限的最后一日。
    Due {
        /// 期限编号，如 publication.penalty。
        #[arg(long)]
        rule: String,
        /// 起算事件当日。
        #[arg(long, value_parser = day)]
        start: NaiveDate,
        /// 直到这一天（含），每日一行。
        #[arg(long, value_parser = day)]
        until: Option<NaiveDate>,
        /// 规则包。
        #[arg(long, default_value = "xuchang-health", conflicts_with = "data")]
        pack: String,
        /// 数据目录：按这个机关的规则包和它导入的放假安排计算。
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
        /// 数据库地址（postgres://…），与 --data 一起使用。
        #[arg(long, value_name = "URL", env = "MINGJIAN_DATABASE", requires = "data")]
        database: Option<String>,
        /// 密钥文件，与 --data 一起使用。
        #[arg(long, value_name = "FILE", requires = "data")]
        key_file: Option<PathBuf>,
    },
    /// 导入一年的放假安排，并按它重新计算未完成的期限。
    Calendar {
        /// 要做什么。
        #[command(subcommand)]
        command: CalendarCommand,
    },
    /// 确认一条未见原文的规则。
    Confirm {
        /// 数据位置。
        #[command(flatten)]
        place: Place,
        /// 规则编号。
        #[arg(long)]
        rule: String,
        /// 确认人。
        #[arg(long)]
        person: String,
        /// 确认日期。
        #[arg(long, value_parser = day)]
        date: NaiveDate,
        /// 原文扫描件（PDF、JPEG、PNG）。
        #[arg(long)]
        scan: PathBuf,
        /// 说明，如原文的名称和版本。
        #[arg(long, default_value = "")]
        note: String,
    },
}

/// What can be done with calendar years.
#[derive(Debug, Subcommand)]
pub enum CalendarCommand {
    /// 导入国务院办公厅通知的一年安排（.toml 或者 .csv）。
    Import {
        /// 数据位置。
        #[command(flatten)]
        place: Place,
        /// 安排文件。
        file: PathBuf,
        /// 由谁导入（用户名）；不写则为唯一的系统管理员。
        #[arg(long)]
        user: Option<String>,
        /// 更正已有年度的理由。
        #[arg(long, default_value = "")]
        reason: String,
    },
}

/// What only the one who runs the machine may do.
#[derive(Debug, Subcommand)]
pub enum AdminCommand {
    /// 为一个用户签发接口令牌（只显示一次）。
    Token {
        /// 数据位置。
        #[command(flatten)]
        place: Place,
        /// 用户名。
        #[arg(long)]
        user: String,
    },
}

/// What can be done with the register of subjects.
#[derive(Debug, Subcommand)]
pub enum SubjectCommand {
    /// 从XLSX工作簿导入监管对象，逐行报告结果；有不能导入的行时退出码为1。
    Import {
        /// 数据位置。
        #[command(flatten)]
        place: Place,
        /// 以谁的名义导入（用户名）；只导入该用户所在科室的监管对象。
        #[arg(long)]
        user: String,
        /// 工作簿。
        #[arg(value_name = "FILE.xlsx")]
        file: PathBuf,
    },
}

/// Prints a line of the command's answer. A reader who stopped reading (`… | head`) is no fault.
pub(crate) fn say(line: &str) {
    use std::io::Write as _;
    let mut output = std::io::stdout().lock();
    let _whoever_reads = writeln!(output, "{line}").and_then(|()| output.flush());
}

/// A day on the command line.
fn day(text: &str) -> Result<NaiveDate, String> {
    text.parse().ok().ok_or_else(|| "日期应当写成2026-03-02这样的形式".to_owned())
}

/// An address on the command line.
///
/// # Errors
/// When it is no address with a port.
pub fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().ok().ok_or_else(|| "监听地址应当写成127.0.0.1:8080这样的形式".to_owned())
}
