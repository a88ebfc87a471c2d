//! The binary: reads the command line and calls the room that does it.
//! It holds no rule, no SQL and no page.

use clap::{Parser, Subcommand};
use mingjian::{
    AdminCommand, LawCommand, Place, Sending, SubjectCommand, address, admin, backup, demo, init, law, serve,
    subject,
};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

/// 明鉴：行政执法公示、全过程记录、法制审核平台。
#[derive(Parser)]
#[command(name = "mingjian", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// 建立一个机关和第一个管理员（密码只显示一次）。
    Init {
        #[command(flatten)]
        place: Place,
        /// 规则包，如 law/xuchang-health 或 xuchang-health。
        #[arg(long, value_name = "PACK")]
        pack: String,
    },
    /// 在已有数据上提供服务，并处理后台任务。
    Serve {
        #[command(flatten)]
        place: Place,
        /// 监听地址。
        #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080", value_parser = address)]
        listen: SocketAddr,
        #[command(flatten)]
        sending: Sending,
    },
    /// 在空目录中建立演示机关并提供服务。
    Demo {
        #[command(flatten)]
        place: Place,
        /// 监听地址。
        #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080", value_parser = address)]
        listen: SocketAddr,
    },
    /// 把数据目录备份成一个文件（服务可以照常运行；不含密钥文件）。
    Backup {
        #[command(flatten)]
        place: Place,
        /// 备份文件，不能是已有的文件。
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// 从备份文件恢复数据目录（目录必须是空的，密钥文件必须已经在位）。
    Restore {
        #[command(flatten)]
        place: Place,
        /// 备份文件。
        #[arg(long, value_name = "FILE")]
        from: PathBuf,
    },
    /// 规则包：检查、计算期限、确认规则。
    #[command(subcommand)]
    Law(LawCommand),
    /// 监管对象：从工作簿导入。
    #[command(subcommand)]
    Subject(SubjectCommand),
    /// 管理：令牌等。
    #[command(subcommand)]
    Admin(AdminCommand),
}

#[tokio::main]
async fn main() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_env("MINGJIAN_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,mingjian=info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let outcome = match Arguments::parse().command {
        Command::Init { place, pack } => init::run(&place, &pack).await,
        Command::Serve { place, listen, sending } => serve::run(&place, listen, &sending).await,
        Command::Demo { place, listen } => demo::run(&place, listen).await,
        Command::Backup { place, out } => backup::backup(&place, &out).await,
        Command::Restore { place, from } => backup::restore(&place, &from).await,
        Command::Law(command) => law::run(command).await,
        Command::Subject(command) => subject::run(command).await,
        Command::Admin(command) => admin::run(command).await,
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            say_error(&error);
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stderr, reason = "the command line's answer to a person")]
fn say_error(error: &anyhow::Error) {
    eprintln!("错误：{error:#}");
}
