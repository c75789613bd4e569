#define _GNU_SOURCE
#include "CLinux.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nf_tables_compat.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_queue.h>
#include <linux/netfilter/xt_NFQUEUE.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <poll.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

// A netlink message under construction; `failed` once it has outgrown its buffer.
struct writer {
  uint8_t *bytes;
  size_t length, capacity;
  int failed;
};

static void *reserve(struct writer *writer, size_t size) {
  size_t aligned = NLMSG_ALIGN(size);
  if (writer->failed || writer->length + aligned > writer->capacity) {
    writer->failed = 1;
    return NULL;
  }
  void *place = writer->bytes + writer->length;
  memset(place, 0, aligned);
  writer->length += aligned;
  return place;
}

static size_t begin_message(
    struct writer *writer, uint16_t type, uint16_t flags, uint32_t sequence, uint8_t family,
    uint16_t resource) {
  size_t start = writer->length;
  struct nlmsghdr *header = reserve(writer, sizeof *header);
  struct nfgenmsg *general = reserve(writer, sizeof *general);
  if (!header || !general) return start;
  header->nlmsg_type = type;
  header->nlmsg_flags = NLM_F_REQUEST | flags;
  header->nlmsg_seq = sequence;
  general->nfgen_family = family;
  general->version = NFNETLINK_V0;
  general->res_id = htons(resource);
  return start;
}

static void end_message(struct writer *writer, size_t start) {
  if (writer->failed) return;
  ((struct nlmsghdr *)(writer->bytes + start))->nlmsg_len = writer->length - start;
}

static void put(struct writer *writer, uint16_t type, const void *data, size_t size) {
  struct nlattr *attribute = reserve(writer, NLA_HDRLEN + size);
  if (!attribute) return;
  attribute->nla_type = type;
  attribute->nla_len = NLA_HDRLEN + size;
  if (size) memcpy((uint8_t *)attribute + NLA_HDRLEN, data, size);
}

static void put_text(struct writer *writer, uint16_t type, const char *text) {
  put(writer, type, text, strlen(text) + 1);
}

static void put_u32(struct writer *writer, uint16_t type, uint32_t value) {
  uint32_t wire = htonl(value);
  put(writer, type, &wire, sizeof wire);
}

static size_t begin_nest(struct writer *writer, uint16_t type) {
  size_t start = writer->length;
  put(writer, type | NLA_F_NESTED, NULL, 0);
  return start;
}

static void end_nest(struct writer *writer, size_t start) {
  if (writer->failed) return;
  ((struct nlattr *)(writer->bytes + start))->nla_len = writer->length - start;
}

static int netlink_socket(void) {
  int descriptor = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER);
  if (descriptor < 0) return -errno;
  struct sockaddr_nl own = {.nl_family = AF_NETLINK};
  if (bind(descriptor, (struct sockaddr *)&own, sizeof own) < 0) {
    int error = errno;
    close(descriptor);
    return -error;
  }
  return descriptor;
}

static int send_all(int descriptor, const struct writer *writer) {
  if (writer->failed) return -ENOBUFS;
  struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
  ssize_t count = sendto(
      descriptor, writer->bytes, writer->length, 0, (struct sockaddr *)&kernel, sizeof kernel);
  return count < 0 ? -errno : 0;
}

// Reads until the message with that number is acknowledged, or any of them is refused.
static int await(int descriptor, uint32_t sequence) {
  uint8_t buffer[8192];
  while (1) {
    struct pollfd polled = {.fd = descriptor, .events = POLLIN};
    int ready = poll(&polled, 1, 2000);
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return ready < 0 ? -errno : -ETIMEDOUT;
    ssize_t count = recv(descriptor, buffer, sizeof buffer, MSG_DONTWAIT);
    if (count < 0) {
      if (errno == EINTR || errno == EAGAIN) continue;
      return -errno;
    }
    int left = (int)count;
    for (struct nlmsghdr *header = (struct nlmsghdr *)buffer; NLMSG_OK(header, left);
         header = NLMSG_NEXT(header, left)) {
      if (header->nlmsg_type != NLMSG_ERROR) continue;
      int error = ((struct nlmsgerr *)NLMSG_DATA(header))->error;
      if (error || header->nlmsg_seq == sequence) return error;
    }
  }
}

static int send_and_close(struct writer *writer, uint32_t sequence) {
  int descriptor = netlink_socket();
  if (descriptor < 0) return descriptor;
  int result = send_all(descriptor, writer);
  if (result == 0) result = await(descriptor, sequence);
  close(descriptor);
  return result;
}

// MARK: The rules

enum { REGISTER = NFT_REG_1, FIRST_SEQUENCE = 1 };

static uint16_t table_message(int type) { return (NFNL_SUBSYS_NFTABLES << 8) | type; }

static void compare(struct writer *writer, uint32_t how, const void *value, size_t size) {
  size_t element = begin_nest(writer, NFTA_LIST_ELEM);
  put_text(writer, NFTA_EXPR_NAME, "cmp");
  size_t data = begin_nest(writer, NFTA_EXPR_DATA);
  put_u32(writer, NFTA_CMP_SREG, REGISTER);
  put_u32(writer, NFTA_CMP_OP, how);
  size_t operand = begin_nest(writer, NFTA_CMP_DATA);
  put(writer, NFTA_DATA_VALUE, value, size);
  end_nest(writer, operand);
  end_nest(writer, data);
  end_nest(writer, element);
}

static void load_meta(struct writer *writer, uint32_t key) {
  size_t element = begin_nest(writer, NFTA_LIST_ELEM);
  put_text(writer, NFTA_EXPR_NAME, "meta");
  size_t data = begin_nest(writer, NFTA_EXPR_DATA);
  put_u32(writer, NFTA_META_DREG, REGISTER);
  put_u32(writer, NFTA_META_KEY, key);
  end_nest(writer, data);
  end_nest(writer, element);
}

static void load_source_address(struct writer *writer) {
  size_t element = begin_nest(writer, NFTA_LIST_ELEM);
  put_text(writer, NFTA_EXPR_NAME, "payload");
  size_t data = begin_nest(writer, NFTA_EXPR_DATA);
  put_u32(writer, NFTA_PAYLOAD_DREG, REGISTER);
  put_u32(writer, NFTA_PAYLOAD_BASE, NFT_PAYLOAD_NETWORK_HEADER);
  put_u32(writer, NFTA_PAYLOAD_OFFSET, offsetof(struct iphdr, saddr));
  put_u32(writer, NFTA_PAYLOAD_LEN, sizeof(uint32_t));
  end_nest(writer, data);
  end_nest(writer, element);
}

static void hand_to_queue(struct writer *writer, uint16_t number) {
  // The kernel wants the structure padded as its own compiler pads it.
  struct xt_NFQ_info_v3 info __attribute__((aligned(8))) = {
      .queuenum = number, .queues_total = 1, .flags = NFQ_FLAG_BYPASS};
  uint8_t padded[(sizeof info + 7) / 8 * 8] = {0};
  memcpy(padded, &info, sizeof info);
  size_t element = begin_nest(writer, NFTA_LIST_ELEM);
  put_text(writer, NFTA_EXPR_NAME, "target");
  size_t data = begin_nest(writer, NFTA_EXPR_DATA);
  put_text(writer, NFTA_TARGET_NAME, "NFQUEUE");
  put_u32(writer, NFTA_TARGET_REV, 3);
  put(writer, NFTA_TARGET_INFO, padded, sizeof padded);
  end_nest(writer, data);
  end_nest(writer, element);
}

static void add_table(struct writer *writer, int type, uint16_t flags, uint32_t sequence,
                      const char *table) {
  size_t message =
      begin_message(writer, table_message(type), flags, sequence, NFPROTO_INET, 0);
  put_text(writer, NFTA_TABLE_NAME, table);
  end_message(writer, message);
}

static void add_chain(
    struct writer *writer, uint32_t sequence, const char *table, int32_t priority) {
  size_t message = begin_message(
      writer, table_message(NFT_MSG_NEWCHAIN), NLM_F_CREATE, sequence, NFPROTO_INET, 0);
  put_text(writer, NFTA_CHAIN_TABLE, table);
  put_text(writer, NFTA_CHAIN_NAME, "arriving");
  size_t hook = begin_nest(writer, NFTA_CHAIN_HOOK);
  put_u32(writer, NFTA_HOOK_HOOKNUM, NF_INET_LOCAL_IN);
  put_u32(writer, NFTA_HOOK_PRIORITY, (uint32_t)priority);
  end_nest(writer, hook);
  put_u32(writer, NFTA_CHAIN_POLICY, NF_ACCEPT);
  put_text(writer, NFTA_CHAIN_TYPE, "filter");
  end_message(writer, message);
}

static void add_rule(
    struct writer *writer, uint32_t sequence, uint16_t flags, const char *table, uint32_t source,
    uint16_t number) {
  const uint8_t family = NFPROTO_IPV4;
  const uint32_t loopback = 1;  // lo is the first interface of every net namespace
  size_t message = begin_message(
      writer, table_message(NFT_MSG_NEWRULE), NLM_F_CREATE | NLM_F_APPEND | flags, sequence,
      NFPROTO_INET, 0);
  put_text(writer, NFTA_RULE_TABLE, table);
  put_text(writer, NFTA_RULE_CHAIN, "arriving");
  size_t expressions = begin_nest(writer, NFTA_RULE_EXPRESSIONS);
  load_meta(writer, NFT_META_NFPROTO);
  compare(writer, NFT_CMP_EQ, &family, sizeof family);
  load_meta(writer, NFT_META_IIF);
  compare(writer, NFT_CMP_NEQ, &loopback, sizeof loopback);
  load_source_address(writer);
  compare(writer, NFT_CMP_EQ, &source, sizeof source);
  hand_to_queue(writer, number);
  end_nest(writer, expressions);
  end_message(writer, message);
}

int clinux_queue_rules(
    const char *table, const uint32_t *sources, int count, uint16_t number, int32_t priority) {
  size_t capacity = 4096 + (size_t)count * 1024;
  struct writer writer = {.bytes = malloc(capacity), .capacity = capacity};
  if (!writer.bytes) return -ENOMEM;
  uint32_t sequence = FIRST_SEQUENCE;
  size_t batch = begin_message(
      &writer, NFNL_MSG_BATCH_BEGIN, 0, sequence++, AF_UNSPEC, NFNL_SUBSYS_NFTABLES);
  end_message(&writer, batch);
  // Made before it is deleted, so that deleting what is not there is no error.
  add_table(&writer, NFT_MSG_NEWTABLE, NLM_F_CREATE, sequence++, table);
  add_table(&writer, NFT_MSG_DELTABLE, count ? 0 : NLM_F_ACK, sequence++, table);
  if (count) {
    add_table(&writer, NFT_MSG_NEWTABLE, NLM_F_CREATE, sequence++, table);
    add_chain(&writer, sequence++, table, priority);
    for (int index = 0; index < count; index++) {
      uint16_t flags = index == count - 1 ? NLM_F_ACK : 0;
      add_rule(&writer, sequence++, flags, table, sources[index], number);
    }
  }
  uint32_t last = sequence - 1;
  batch = begin_message(
      &writer, NFNL_MSG_BATCH_END, 0, sequence, AF_UNSPEC, NFNL_SUBSYS_NFTABLES);
  end_message(&writer, batch);
  int result = send_and_close(&writer, last);
  free(writer.bytes);
  return result;
}

// MARK: The queue

static uint16_t queue_message(int type) { return (NFNL_SUBSYS_QUEUE << 8) | type; }

int clinux_queue_mode(int descriptor, uint16_t number, uint32_t copied, int whole_segments) {
  uint8_t bytes[256];
  struct writer writer = {.bytes = bytes, .capacity = sizeof bytes};
  struct nfqnl_msg_config_params parameters = {
      .copy_range = htonl(copied), .copy_mode = NFQNL_COPY_PACKET};
  size_t message =
      begin_message(&writer, queue_message(NFQNL_MSG_CONFIG), 0, 0, AF_UNSPEC, number);
  put(&writer, NFQA_CFG_PARAMS, &parameters, sizeof parameters);
  put_u32(&writer, NFQA_CFG_FLAGS, whole_segments ? NFQA_CFG_F_GSO : 0);
  put_u32(&writer, NFQA_CFG_MASK, NFQA_CFG_F_GSO);
  end_message(&writer, message);
  return send_all(descriptor, &writer);
}

int clinux_queue_open(uint16_t number, uint32_t limit) {
  int descriptor = netlink_socket();
  if (descriptor < 0) return descriptor;
  uint8_t bytes[256];
  struct writer writer = {.bytes = bytes, .capacity = sizeof bytes};
  struct nfqnl_msg_config_cmd command = {.command = NFQNL_CFG_CMD_BIND, .pf = htons(AF_INET)};
  size_t message = begin_message(
      &writer, queue_message(NFQNL_MSG_CONFIG), NLM_F_ACK, FIRST_SEQUENCE, AF_UNSPEC, number);
  put(&writer, NFQA_CFG_CMD, &command, sizeof command);
  put_u32(&writer, NFQA_CFG_QUEUE_MAXLEN, limit);
  end_message(&writer, message);
  int result = send_all(descriptor, &writer);
  if (result == 0) result = await(descriptor, FIRST_SEQUENCE);
  if (result < 0) {
    close(descriptor);
    return result;
  }
  // What does not fit is dropped and counted by the kernel; reading must not fail for it.
  int on = 1, size = 16 << 20;
  setsockopt(descriptor, SOL_NETLINK, NETLINK_NO_ENOBUFS, &on, sizeof on);
  if (setsockopt(descriptor, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size) < 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
  return descriptor;
}

static int read_packet(struct nlmsghdr *header, struct clinux_packet *packet) {
  memset(packet, 0, sizeof *packet);
  struct nlattr *attribute = (void *)((uint8_t *)NLMSG_DATA(header) + sizeof(struct nfgenmsg));
  int left = (int)header->nlmsg_len - NLMSG_LENGTH(sizeof(struct nfgenmsg));
  int has_number = 0;
  while (left >= (int)sizeof *attribute && attribute->nla_len >= sizeof *attribute &&
         attribute->nla_len <= left) {
    const void *data = (uint8_t *)attribute + NLA_HDRLEN;
    uint32_t size = attribute->nla_len - NLA_HDRLEN;
    switch (attribute->nla_type & NLA_TYPE_MASK) {
      case NFQA_PACKET_HDR:
        packet->id = ntohl(((const struct nfqnl_msg_packet_hdr *)data)->packet_id);
        has_number = 1;
        break;
      case NFQA_PAYLOAD:
        packet->bytes = data;
        packet->captured = size;
        break;
      case NFQA_CAP_LEN: {
        uint32_t wire;
        memcpy(&wire, data, sizeof wire);
        packet->length = ntohl(wire);
        break;
      }
    }
    int step = NLA_ALIGN(attribute->nla_len);
    left -= step;
    attribute = (void *)((uint8_t *)attribute + step);
  }
  if (!packet->length) packet->length = packet->captured;
  if (packet->captured >= sizeof(struct iphdr))
    memcpy(&packet->source, packet->bytes + offsetof(struct iphdr, saddr), sizeof packet->source);
  return has_number;
}

int clinux_queue_read(
    int descriptor, uint8_t *buffer, size_t size, struct clinux_packet *packet) {
  while (1) {
    ssize_t count = recv(descriptor, buffer, size, MSG_DONTWAIT);
    if (count < 0) {
      if (errno == EINTR || errno == ENOBUFS) continue;
      return errno == EAGAIN ? 0 : -errno;
    }
    struct nlmsghdr *header = (struct nlmsghdr *)buffer;
    if (NLMSG_OK(header, (int)count) && header->nlmsg_type == queue_message(NFQNL_MSG_PACKET) &&
        read_packet(header, packet))
      return 1;
  }
}

int clinux_queue_verdict(
    int descriptor, uint16_t number, const uint32_t *ids, int count, int passes,
    const uint8_t *bytes, uint32_t length) {
  struct nfqnl_msg_verdict_hdr verdict = {.verdict = htonl(passes ? NF_ACCEPT : NF_DROP)};
  size_t capacity = (size_t)count * 64 + length + 64;
  uint8_t fixed[4096];
  struct writer writer = {.bytes = fixed, .capacity = sizeof fixed};
  if (capacity > sizeof fixed) {
    writer.bytes = malloc(capacity);
    writer.capacity = capacity;
    if (!writer.bytes) return -ENOMEM;
  }
  for (int index = 0; index < count; index++) {
    size_t message =
        begin_message(&writer, queue_message(NFQNL_MSG_VERDICT), 0, 0, AF_UNSPEC, number);
    verdict.id = htonl(ids[index]);
    put(&writer, NFQA_VERDICT_HDR, &verdict, sizeof verdict);
    if (length) put(&writer, NFQA_PAYLOAD, bytes, length);
    end_message(&writer, message);
  }
  int result = send_all(descriptor, &writer);
  if (writer.bytes != fixed) free(writer.bytes);
  return result;
}

// MARK: Copies of packets

int clinux_copies_open(void) {
  int descriptor = socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, IPPROTO_RAW);
  return descriptor < 0 ? -errno : descriptor;
}

int clinux_copies_send(int descriptor, const uint8_t *packet, uint32_t length) {
  struct sockaddr_in target = {.sin_family = AF_INET};
  if (length < sizeof(struct iphdr)) return -EINVAL;
  memcpy(&target.sin_addr, packet + offsetof(struct iphdr, daddr), sizeof target.sin_addr);
  ssize_t count =
      sendto(descriptor, packet, length, 0, (struct sockaddr *)&target, sizeof target);
  return count < 0 ? -errno : 0;
}

int clinux_wait_readable(int first, int second, int64_t limit_ns) {
  struct pollfd polled[2] = {
      {.fd = first, .events = POLLIN}, {.fd = second, .events = POLLIN}};
  struct timespec limit = {.tv_sec = limit_ns / 1000000000, .tv_nsec = limit_ns % 1000000000};
  int count = ppoll(polled, 2, limit_ns < 0 ? NULL : &limit, NULL);
  if (count < 0) return errno == EINTR ? 0 : -errno;
  return (polled[0].revents ? 1 : 0) | (polled[1].revents ? 2 : 0);
}
